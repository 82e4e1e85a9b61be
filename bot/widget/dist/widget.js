(function(){"use strict";/**
 * @license
 * Copyright 2019 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */const W=globalThis,J=W.ShadowRoot&&(W.ShadyCSS===void 0||W.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,K=Symbol(),de=new WeakMap;let ue=class{constructor(e,t,s){if(this._$cssResult$=!0,s!==K)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o;const t=this.t;if(J&&e===void 0){const s=t!==void 0&&t.length===1;s&&(e=de.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),s&&de.set(t,e))}return e}toString(){return this.cssText}};const lt=i=>new ue(typeof i=="string"?i:i+"",void 0,K),R=(i,...e)=>{const t=i.length===1?i[0]:e.reduce((s,o,n)=>s+(r=>{if(r._$cssResult$===!0)return r.cssText;if(typeof r=="number")return r;throw Error("Value passed to 'css' function must be a 'css' function result: "+r+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(o)+i[n+1],i[0]);return new ue(t,i,K)},ct=(i,e)=>{if(J)i.adoptedStyleSheets=e.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(const t of e){const s=document.createElement("style"),o=W.litNonce;o!==void 0&&s.setAttribute("nonce",o),s.textContent=t.cssText,i.appendChild(s)}},pe=J?i=>i:i=>i instanceof CSSStyleSheet?(e=>{let t="";for(const s of e.cssRules)t+=s.cssText;return lt(t)})(i):i;/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */const{is:ht,defineProperty:dt,getOwnPropertyDescriptor:ut,getOwnPropertyNames:pt,getOwnPropertySymbols:gt,getPrototypeOf:ft}=Object,G=globalThis,ge=G.trustedTypes,mt=ge?ge.emptyScript:"",bt=G.reactiveElementPolyfillSupport,z=(i,e)=>i,Q={toAttribute(i,e){switch(e){case Boolean:i=i?mt:null;break;case Object:case Array:i=i==null?i:JSON.stringify(i)}return i},fromAttribute(i,e){let t=i;switch(e){case Boolean:t=i!==null;break;case Number:t=i===null?null:Number(i);break;case Object:case Array:try{t=JSON.parse(i)}catch{t=null}}return t}},fe=(i,e)=>!ht(i,e),me={attribute:!0,type:String,converter:Q,reflect:!1,useDefault:!1,hasChanged:fe};Symbol.metadata??=Symbol("metadata"),G.litPropertyMetadata??=new WeakMap;let O=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=me){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){const s=Symbol(),o=this.getPropertyDescriptor(e,s,t);o!==void 0&&dt(this.prototype,e,o)}}static getPropertyDescriptor(e,t,s){const{get:o,set:n}=ut(this.prototype,e)??{get(){return this[t]},set(r){this[t]=r}};return{get:o,set(r){const a=o?.call(this);n?.call(this,r),this.requestUpdate(e,a,s)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??me}static _$Ei(){if(this.hasOwnProperty(z("elementProperties")))return;const e=ft(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(z("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(z("properties"))){const t=this.properties,s=[...pt(t),...gt(t)];for(const o of s)this.createProperty(o,t[o])}const e=this[Symbol.metadata];if(e!==null){const t=litPropertyMetadata.get(e);if(t!==void 0)for(const[s,o]of t)this.elementProperties.set(s,o)}this._$Eh=new Map;for(const[t,s]of this.elementProperties){const o=this._$Eu(t,s);o!==void 0&&this._$Eh.set(o,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){const t=[];if(Array.isArray(e)){const s=new Set(e.flat(1/0).reverse());for(const o of s)t.unshift(pe(o))}else e!==void 0&&t.push(pe(e));return t}static _$Eu(e,t){const s=t.attribute;return s===!1?void 0:typeof s=="string"?s:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){const e=new Map,t=this.constructor.elementProperties;for(const s of t.keys())this.hasOwnProperty(s)&&(e.set(s,this[s]),delete this[s]);e.size>0&&(this._$Ep=e)}createRenderRoot(){const e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return ct(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,s){this._$AK(e,s)}_$ET(e,t){const s=this.constructor.elementProperties.get(e),o=this.constructor._$Eu(e,s);if(o!==void 0&&s.reflect===!0){const n=(s.converter?.toAttribute!==void 0?s.converter:Q).toAttribute(t,s.type);this._$Em=e,n==null?this.removeAttribute(o):this.setAttribute(o,n),this._$Em=null}}_$AK(e,t){const s=this.constructor,o=s._$Eh.get(e);if(o!==void 0&&this._$Em!==o){const n=s.getPropertyOptions(o),r=typeof n.converter=="function"?{fromAttribute:n.converter}:n.converter?.fromAttribute!==void 0?n.converter:Q;this._$Em=o;const a=r.fromAttribute(t,n.type);this[o]=a??this._$Ej?.get(o)??a,this._$Em=null}}requestUpdate(e,t,s,o=!1,n){if(e!==void 0){const r=this.constructor;if(o===!1&&(n=this[e]),s??=r.getPropertyOptions(e),!((s.hasChanged??fe)(n,t)||s.useDefault&&s.reflect&&n===this._$Ej?.get(e)&&!this.hasAttribute(r._$Eu(e,s))))return;this.C(e,t,s)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:s,reflect:o,wrapped:n},r){s&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,r??t??this[e]),n!==!0||r!==void 0)||(this._$AL.has(e)||(this.hasUpdated||s||(t=void 0),this._$AL.set(e,t)),o===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}const e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(const[o,n]of this._$Ep)this[o]=n;this._$Ep=void 0}const s=this.constructor.elementProperties;if(s.size>0)for(const[o,n]of s){const{wrapped:r}=n,a=this[o];r!==!0||this._$AL.has(o)||a===void 0||this.C(o,void 0,n,a)}}let e=!1;const t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(s=>s.hostUpdate?.()),this.update(t)):this._$EM()}catch(s){throw e=!1,this._$EM(),s}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(e){}firstUpdated(e){}};O.elementStyles=[],O.shadowRootOptions={mode:"open"},O[z("elementProperties")]=new Map,O[z("finalized")]=new Map,bt?.({ReactiveElement:O}),(G.reactiveElementVersions??=[]).push("2.1.2");/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */const X=globalThis,be=i=>i,V=X.trustedTypes,we=V?V.createPolicy("lit-html",{createHTML:i=>i}):void 0,ye="$lit$",x=`lit$${Math.random().toFixed(9).slice(2)}$`,$e="?"+x,wt=`<${$e}>`,k=document,L=()=>k.createComment(""),D=i=>i===null||typeof i!="object"&&typeof i!="function",Z=Array.isArray,yt=i=>Z(i)||typeof i?.[Symbol.iterator]=="function",ee=`[ 	
\f\r]`,H=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,ve=/-->/g,xe=/>/g,_=RegExp(`>|${ee}(?:([^\\s"'>=/]+)(${ee}*=${ee}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),ke=/'/g,_e=/"/g,Ae=/^(?:script|style|textarea|title)$/i,Se=i=>(e,...t)=>({_$litType$:i,strings:e,values:t}),c=Se(1),m=Se(2),$=Symbol.for("lit-noChange"),u=Symbol.for("lit-nothing"),Ee=new WeakMap,A=k.createTreeWalker(k,129);function Te(i,e){if(!Z(i)||!i.hasOwnProperty("raw"))throw Error("invalid template strings array");return we!==void 0?we.createHTML(e):e}const $t=(i,e)=>{const t=i.length-1,s=[];let o,n=e===2?"<svg>":e===3?"<math>":"",r=H;for(let a=0;a<t;a++){const l=i[a];let h,p,d=-1,g=0;for(;g<l.length&&(r.lastIndex=g,p=r.exec(l),p!==null);)g=r.lastIndex,r===H?p[1]==="!--"?r=ve:p[1]!==void 0?r=xe:p[2]!==void 0?(Ae.test(p[2])&&(o=RegExp("</"+p[2],"g")),r=_):p[3]!==void 0&&(r=_):r===_?p[0]===">"?(r=o??H,d=-1):p[1]===void 0?d=-2:(d=r.lastIndex-p[2].length,h=p[1],r=p[3]===void 0?_:p[3]==='"'?_e:ke):r===_e||r===ke?r=_:r===ve||r===xe?r=H:(r=_,o=void 0);const f=r===_&&i[a+1].startsWith("/>")?" ":"";n+=r===H?l+wt:d>=0?(s.push(h),l.slice(0,d)+ye+l.slice(d)+x+f):l+x+(d===-2?a:f)}return[Te(i,n+(i[t]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),s]};class q{constructor({strings:e,_$litType$:t},s){let o;this.parts=[];let n=0,r=0;const a=e.length-1,l=this.parts,[h,p]=$t(e,t);if(this.el=q.createElement(h,s),A.currentNode=this.el.content,t===2||t===3){const d=this.el.content.firstChild;d.replaceWith(...d.childNodes)}for(;(o=A.nextNode())!==null&&l.length<a;){if(o.nodeType===1){if(o.hasAttributes())for(const d of o.getAttributeNames())if(d.endsWith(ye)){const g=p[r++],f=o.getAttribute(d).split(x),w=/([.?@])?(.*)/.exec(g);l.push({type:1,index:n,name:w[2],strings:f,ctor:w[1]==="."?xt:w[1]==="?"?kt:w[1]==="@"?_t:Y}),o.removeAttribute(d)}else d.startsWith(x)&&(l.push({type:6,index:n}),o.removeAttribute(d));if(Ae.test(o.tagName)){const d=o.textContent.split(x),g=d.length-1;if(g>0){o.textContent=V?V.emptyScript:"";for(let f=0;f<g;f++)o.append(d[f],L()),A.nextNode(),l.push({type:2,index:++n});o.append(d[g],L())}}}else if(o.nodeType===8)if(o.data===$e)l.push({type:2,index:n});else{let d=-1;for(;(d=o.data.indexOf(x,d+1))!==-1;)l.push({type:7,index:n}),d+=x.length-1}n++}}static createElement(e,t){const s=k.createElement("template");return s.innerHTML=e,s}}function M(i,e,t=i,s){if(e===$)return e;let o=s!==void 0?t._$Co?.[s]:t._$Cl;const n=D(e)?void 0:e._$litDirective$;return o?.constructor!==n&&(o?._$AO?.(!1),n===void 0?o=void 0:(o=new n(i),o._$AT(i,t,s)),s!==void 0?(t._$Co??=[])[s]=o:t._$Cl=o),o!==void 0&&(e=M(i,o._$AS(i,e.values),o,s)),e}class vt{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){const{el:{content:t},parts:s}=this._$AD,o=(e?.creationScope??k).importNode(t,!0);A.currentNode=o;let n=A.nextNode(),r=0,a=0,l=s[0];for(;l!==void 0;){if(r===l.index){let h;l.type===2?h=new P(n,n.nextSibling,this,e):l.type===1?h=new l.ctor(n,l.name,l.strings,this,e):l.type===6&&(h=new At(n,this,e)),this._$AV.push(h),l=s[++a]}r!==l?.index&&(n=A.nextNode(),r++)}return A.currentNode=k,o}p(e){let t=0;for(const s of this._$AV)s!==void 0&&(s.strings!==void 0?(s._$AI(e,s,t),t+=s.strings.length-2):s._$AI(e[t])),t++}}class P{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,s,o){this.type=2,this._$AH=u,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=s,this.options=o,this._$Cv=o?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode;const t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=M(this,e,t),D(e)?e===u||e==null||e===""?(this._$AH!==u&&this._$AR(),this._$AH=u):e!==this._$AH&&e!==$&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):yt(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==u&&D(this._$AH)?this._$AA.nextSibling.data=e:this.T(k.createTextNode(e)),this._$AH=e}$(e){const{values:t,_$litType$:s}=e,o=typeof s=="number"?this._$AC(e):(s.el===void 0&&(s.el=q.createElement(Te(s.h,s.h[0]),this.options)),s);if(this._$AH?._$AD===o)this._$AH.p(t);else{const n=new vt(o,this),r=n.u(this.options);n.p(t),this.T(r),this._$AH=n}}_$AC(e){let t=Ee.get(e.strings);return t===void 0&&Ee.set(e.strings,t=new q(e)),t}k(e){Z(this._$AH)||(this._$AH=[],this._$AR());const t=this._$AH;let s,o=0;for(const n of e)o===t.length?t.push(s=new P(this.O(L()),this.O(L()),this,this.options)):s=t[o],s._$AI(n),o++;o<t.length&&(this._$AR(s&&s._$AB.nextSibling,o),t.length=o)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){const s=be(e).nextSibling;be(e).remove(),e=s}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}}class Y{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,s,o,n){this.type=1,this._$AH=u,this._$AN=void 0,this.element=e,this.name=t,this._$AM=o,this.options=n,s.length>2||s[0]!==""||s[1]!==""?(this._$AH=Array(s.length-1).fill(new String),this.strings=s):this._$AH=u}_$AI(e,t=this,s,o){const n=this.strings;let r=!1;if(n===void 0)e=M(this,e,t,0),r=!D(e)||e!==this._$AH&&e!==$,r&&(this._$AH=e);else{const a=e;let l,h;for(e=n[0],l=0;l<n.length-1;l++)h=M(this,a[s+l],t,l),h===$&&(h=this._$AH[l]),r||=!D(h)||h!==this._$AH[l],h===u?e=u:e!==u&&(e+=(h??"")+n[l+1]),this._$AH[l]=h}r&&!o&&this.j(e)}j(e){e===u?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}}class xt extends Y{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===u?void 0:e}}class kt extends Y{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==u)}}class _t extends Y{constructor(e,t,s,o,n){super(e,t,s,o,n),this.type=5}_$AI(e,t=this){if((e=M(this,e,t,0)??u)===$)return;const s=this._$AH,o=e===u&&s!==u||e.capture!==s.capture||e.once!==s.once||e.passive!==s.passive,n=e!==u&&(s===u||o);o&&this.element.removeEventListener(this.name,this,s),n&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}}class At{constructor(e,t,s){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(e){M(this,e)}}const St={I:P},Et=X.litHtmlPolyfillSupport;Et?.(q,P),(X.litHtmlVersions??=[]).push("3.3.3");const Tt=(i,e,t)=>{const s=t?.renderBefore??e;let o=s._$litPart$;if(o===void 0){const n=t?.renderBefore??null;s._$litPart$=o=new P(e.insertBefore(L(),n),n,void 0,t??{})}return o._$AI(i),o};/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */const te=globalThis;let I=class extends O{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){const e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){const t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Tt(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return $}};I._$litElement$=!0,I.finalized=!0,te.litElementHydrateSupport?.({LitElement:I});const Ct=te.litElementPolyfillSupport;Ct?.({LitElement:I}),(te.litElementVersions??=[]).push("4.2.2");class Ot{constructor(e){this.host=e,this.channels=[],this.asked=null}async find(e){this.channels=await e.channels().catch(()=>[]),this.host.requestUpdate()}async ask(e,t,s){this.asked={channel:s,link:await e.link(t,s.name)},this.host.requestUpdate(),await this.host.updateComplete,this.host.shadow.querySelector("dialog.go-on")?.showModal()}}const Mt='meta[property="product:retailer_item_id"], meta[name="daogou:item"]';function Pt(i){const e=i.querySelector(Mt)?.content.trim();if(e)return e;const t=new Set;for(const s of i.querySelectorAll('script[type="application/ld+json"]'))try{se(JSON.parse(s.textContent??""),t)}catch{}return t.size===1?[...t][0]:""}function se(i,e){if(Array.isArray(i))i.forEach(t=>se(t,e));else if(typeof i=="object"&&i!==null){const t=i,s=Array.isArray(t["@type"])?t["@type"]:[t["@type"]],o=t.sku??t.productID;s.includes("Product")&&(typeof o=="string"||typeof o=="number")&&e.add(String(o)),se(t["@graph"]??t.mainEntity,e)}}class Ut{constructor(e){this.host=e,this.shown=null,this.wanted="",this.left=new Set}get item(){return this.shown&&!this.left.has(this.shown.item_id)?this.shown:null}async look(e,t,s,o){const n=(e==="auto"?Pt(document):e)??"";if(this.wanted=t&&n,!this.wanted){this.shown=null;return}const r=await s.item(t,n,o).catch(()=>null);this.wanted===n&&(this.shown=r,this.host.requestUpdate())}leave(){this.shown&&this.left.add(this.shown.item_id),this.host.requestUpdate()}}const Nt={zh:{lang:"zh-CN",guide:"导购",open:"和导购聊聊",openUnread:i=>`和导购聊聊，${i}条新消息`,close:"收起",menu:"更多",online:"在线",away:"连接断开，正在重连…",restart:"重新开始",erase:"清除我的数据",eraseAsk:"清除这段对话的全部数据？",eraseHint:"对话、心愿和图片都会从店里删除，不能恢复。",eraseYes:"清除",cancel:"不清除",erased:"数据已清除。",gone:"之前的对话已不在了，从这里重新开始。",eraseFailed:"没能清除：",language:"English",dark:"深色",light:"浅色",person:"找人工客服",personAsk:"转人工",text:"输入消息",placeholder:"说说用途、预算、喜好…",placeholderPerson:i=>`对${i}说…`,send:"发送",typing:"正在输入",latest:"跳到最新",fresh:i=>`${i}条新消息`,sending:"发送中",waiting:"等网络恢复后发送",refused:"没能发送：",retry:"重试",discard:"删除",degraded:"刚才有一步没成功，这是简化的回答",hello:"想找点什么？",intro:"告诉我给谁用、怎么用、预算多少；不喜欢的也可以说。我只说商品资料里有的。",recommend:i=>`推荐${i}`,ways:["有什么推荐的？","有哪些品类？","有哪些品牌？"],helloItem:"正在看这款？",itemWays:["这款怎么样？","大家怎么评价？","有更便宜的吗？"],starters:"可以这样问",price:"价格未标",replies:"快捷回复",goods:"商品",carousel:"商品轮播",previous:"上一个",next:"下一个",of:(i,e)=>`${i}/${e}`,wish:"加入心愿单",wishOf:i=>`把${i}加入心愿单`,choose:"就要这款",chooseOf:i=>`就要${i}`,table:"对比表",you:"您",agent:"客服",agentNamed:i=>`客服 ${i}`,queued:i=>`排队中，您排第${i}位`,queuedNoPlace:"正在排队等人工客服",wait:i=>i<60?"预计不到1分钟":`预计${Math.ceil(i/60)}分钟`,leaveQueue:"取消排队",personHere:i=>`客服${i}正在为您服务`,personSub:"导购暂时不会插话",writing:"您发的下一条消息会留给客服",left:"留言已转给客服",rate:"给这次人工服务打分",attach:"发图片",picture:"图片",pictureSent:"发出的图片",pictureReady:"已选好的图片",pictureRemove:"移除图片",pictureType:"请选PNG、JPEG或WebP图片。",pictureLarge:"图片太大了，换一张小一点的。",pictureBroken:"这张图片打不开。",viewing:"正在看",viewingOff:"不谈这款",goOn:i=>`到 ${i} 接着聊`,goOnAsk:"换到Telegram接着聊",goOnHint:i=>`对话和心愿都会带过去。链接${i}分钟内有效，只能用一次，别发给别人。`,goOnFailed:"没能做好链接：",stay:"留在这里",today:"今天",yesterday:"昨天"},en:{lang:"en",guide:"Guide",open:"Chat with the guide",openUnread:i=>`Chat with the guide, ${i} new`,close:"Close the chat",menu:"More",online:"online",away:"Connection lost, reconnecting…",restart:"Start over",erase:"Clear my data",eraseAsk:"Clear everything kept of this conversation?",eraseHint:"Messages, wishes and pictures are deleted from the shop. This cannot be undone.",eraseYes:"Clear",cancel:"Keep",erased:"Your data is cleared.",gone:"The earlier conversation is no longer there; we start anew.",eraseFailed:"Could not clear: ",language:"中文",dark:"Dark",light:"Light",person:"Talk to a person",personAsk:"I want to talk to a person",text:"Your message",placeholder:"Use, budget, likes, dislikes…",placeholderPerson:i=>`Write to ${i}…`,send:"Send",typing:"typing",latest:"Go to the newest",fresh:i=>`${i} new`,sending:"Sending",waiting:"Will be sent when you are back online",refused:"Not sent: ",retry:"Try again",discard:"Delete",degraded:"One step failed just now; this is a simplified answer",hello:"What are you looking for?",intro:"Tell me who it is for, how it is used and your budget; also what you don't want. I only say what the catalogue says.",recommend:i=>`Recommend ${i}`,ways:["What do you recommend?","What categories are there?","Which brands do you have?"],helloItem:"Looking at this one?",itemWays:["How is this one?","What do reviews say?","Anything cheaper?"],starters:"Things to ask",price:"Price not stated",replies:"Quick replies",goods:"Goods",carousel:"carousel of goods",previous:"Previous",next:"Next",of:(i,e)=>`${i} of ${e}`,wish:"Add to wish list",wishOf:i=>`Add ${i} to my wish list`,choose:"Take this one",chooseOf:i=>`I take ${i}`,table:"Comparison",you:"You",agent:"Agent",agentNamed:i=>i,queued:i=>`You are number ${i} in the queue`,queuedNoPlace:"Waiting for a person",wait:i=>i<60?"less than a minute":`about ${Math.ceil(i/60)} min`,leaveQueue:"Leave the queue",personHere:i=>`You are talking to ${i}`,personSub:"The guide is silent meanwhile",writing:"What you send next is kept for the desk",left:"Your message is with the desk",rate:"Rate the help you got",attach:"Send a picture",picture:"Picture",pictureSent:"Picture you sent",pictureReady:"Picture to send",pictureRemove:"Remove the picture",pictureType:"Please choose a PNG, JPEG or WebP picture.",pictureLarge:"The picture is too large; choose a smaller one.",pictureBroken:"This picture cannot be opened.",viewing:"Looking at",viewingOff:"Not about this one",goOn:i=>`Go on in ${i}`,goOnAsk:"Go on in Telegram",goOnHint:i=>`The conversation and your wishes come along. The link is good for ${i} minutes and works once; give it to nobody.`,goOnFailed:"No link could be made: ",stay:"Stay here",today:"today",yesterday:"yesterday"}};class Rt{constructor(e){this.host=e,this.systemDark=matchMedia("(prefers-color-scheme: dark)"),this.redraw=()=>this.host.requestUpdate(),e.addController(this)}hostConnected(){this.systemDark.addEventListener("change",this.redraw)}hostDisconnected(){this.systemDark.removeEventListener("change",this.redraw)}get language(){return(this.host.store.choices.locale||this.host.locale||document.documentElement.lang||navigator.language).toLowerCase().startsWith("zh")?"zh":"en"}get words(){return Nt[this.language]}get dark(){const e=this.host.store.choices.theme||this.host.theme;return e?e==="dark":this.systemDark.matches}overrule(e){const{locale:t,theme:s}=this.host.store.choices;e.has("locale")&&(this.host.store.choices={theme:s}),e.has("theme")&&(this.host.store.choices={locale:t})}}const zt="(max-width: 560px)";class Lt{constructor(e){this.host=e,this.modal=!1,this.phone=matchMedia(zt),this.fit=()=>{const t=this.host.shadow.querySelector("dialog.panel");if(!t)return;const{open:s}=this.host,o=s&&this.onPhone;if(o!==this.modal||s&&!t.open){const r=this.host.shadow.activeElement;t.open&&t.close(),o?t.showModal():s&&(t.open=!0),this.modal=o,r?.focus()}else!s&&t.open&&t.close();const n=o?window.visualViewport?.height:void 0;n?t.style.setProperty("--visible",`${n}px`):t.style.removeProperty("--visible")},e.addController(this)}hostConnected(){this.phone.addEventListener("change",this.fit),window.visualViewport?.addEventListener("resize",this.fit)}hostDisconnected(){this.phone.removeEventListener("change",this.fit),window.visualViewport?.removeEventListener("resize",this.fit)}get onPhone(){return this.phone.matches}}const Ce=(i,e)=>JSON.stringify({acts:[i],references:[{kind:"item",value:e}]});function Dt(i){const{language:e,words:t}=i.looks;return{words:t,locale:e,page:s=>i.itemUrl?new URL(i.itemUrl.replaceAll("{id}",encodeURIComponent(s.item_id)),document.baseURI).href:i.gateway.address(s.url),picture:s=>i.gateway.address(s.image_url),category:s=>Oe(i.about?.categories?.find(o=>o.name===s.category),e)||s.category,own:s=>new URL(s).origin===location.origin,opened:(s,o)=>{i.follows(s)||o.preventDefault()},chosen:s=>i.act(t.chooseOf(s.title),Ce("pick",s.item_id)),wished:s=>i.act(t.wishOf(s.title),Ce("wishlist",s.item_id)),writer:s=>i.agents.get(s)??"",sentPicture:s=>i.talk?.pictures.get(s)??null,pressed:s=>i.act(s.title,s.payload),retried:s=>i.talk?.retry(s),discarded:s=>i.talk?.discard(s)}}function Oe(i,e){return i?.names?.[e]?.[0]??i?.name??""}const Ht=R`
  .carousel {
    position: relative;
    width: calc(100% + 1.8em);
    margin-inline: -0.9em;
  }
  .cards {
    display: flex;
    gap: 0.7em;
    padding: 2px 0.9em 6px;
    overflow-x: auto;
    overscroll-behavior-x: contain;
    scroll-snap-type: x proximity;
    scroll-padding-inline: 0.9em;
    scrollbar-width: none;
  }
  .cards::-webkit-scrollbar {
    display: none;
  }
  .cards:focus-visible {
    outline-offset: -3px;
    border-radius: 18px;
  }
  .card {
    flex: 0 0 178px;
    scroll-snap-align: start;
    display: flex;
    flex-direction: column;
    overflow: hidden;
    background: var(--bubble);
    border: 1px solid var(--line);
    border-radius: 18px;
    box-shadow: var(--shade);
  }
  .cards.one {
    padding: 2px 0 4px;
    width: 100%;
  }
  .one .card {
    flex: 0 1 24rem;
    flex-direction: row;
  }
  .picture {
    position: relative;
    flex: none;
    aspect-ratio: 1;
    display: grid;
    place-items: center;
    background: var(--tint);
  }
  .one .picture {
    width: 42%;
    aspect-ratio: auto;
    min-height: 132px;
  }
  .picture img {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .blank {
    font-size: 2.2em;
    font-weight: 700;
    color: var(--accent);
    opacity: 0.5;
  }
  .rank {
    position: absolute;
    inset-block-start: 8px;
    inset-inline-start: 8px;
    min-width: 24px;
    height: 24px;
    display: grid;
    place-items: center;
    border-radius: 12px;
    background: var(--bubble);
    border: 1px solid var(--line);
    font-size: 0.83em;
    font-weight: 700;
  }
  .wish {
    position: absolute;
    inset-block-start: 6px;
    inset-inline-end: 6px;
    width: 34px;
    height: 34px;
    display: grid;
    place-items: center;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: 50%;
    background: var(--bubble);
    color: var(--accent);
  }
  .wish .icon {
    width: 18px;
    height: 18px;
  }
  .wish:hover .icon {
    fill: currentColor;
  }
  .about {
    display: flex;
    flex: 1;
    min-width: 0;
    flex-direction: column;
    gap: 0.2em;
    padding: 0.65em 0.8em 0.8em;
  }
  .name {
    font-weight: 650;
    line-height: 1.35;
    display: -webkit-box;
    -webkit-line-clamp: 2;
    -webkit-box-orient: vertical;
    overflow: hidden;
  }
  .name a {
    color: inherit;
    text-decoration: none;
  }
  .name a:hover {
    text-decoration: underline;
  }
  .name:has(a:focus-visible) {
    overflow: visible;
  }
  .price {
    color: var(--accent);
    font-size: 1.14em;
    font-weight: 750;
    line-height: 1.3;
  }
  .kind {
    color: var(--soft);
    font-size: 0.83em;
  }
  .reasons {
    display: flex;
    flex-direction: column;
    gap: 0.12em;
    margin-block: 0.15em 0.5em;
    font-size: 0.87em;
    line-height: 1.4;
  }
  .reasons li {
    position: relative;
    padding-inline-start: 1.25em;
  }
  .reasons li::before {
    content: "✓" / "";
    position: absolute;
    inset-inline-start: 0;
    color: var(--good);
    font-weight: 700;
  }
  .choose {
    margin-block-start: auto;
    min-height: 36px;
    padding: 0.2em 0.6em;
    border: 1px solid color-mix(in srgb, var(--accent) 40%, var(--line));
    border-radius: 12px;
    background: var(--tint);
    font-size: 0.93em;
    font-weight: 600;
  }
  .choose:hover {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  .turn-page {
    position: absolute;
    inset-block-start: 72px;
    width: 38px;
    height: 38px;
    display: grid;
    place-items: center;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: 50%;
    background: var(--bubble);
    box-shadow: 0 2px 10px rgb(40 20 10 / 0.22);
  }
  .turn-page.back {
    inset-inline-start: 6px;
  }
  .turn-page.forth {
    inset-inline-end: 6px;
  }
  @container panel (min-width: 600px) {
    .card {
      flex-basis: 208px;
    }
    .turn-page {
      inset-block-start: 86px;
    }
  }
`,qt=R`
  .composer {
    margin: 0 0.9em max(0.9em, env(safe-area-inset-bottom, 0px));
    background: var(--bubble);
    border: 1px solid var(--line);
    border-radius: 25px;
    box-shadow: var(--shade);
  }
  .composer:focus-within {
    border-color: var(--accent);
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--accent) 22%, transparent);
  }
  .line {
    display: flex;
    align-items: flex-end;
    padding: 4px;
  }
  textarea {
    flex: 1;
    min-width: 0;
    max-height: 8.5em;
    margin: 0;
    padding: 8px 4px;
    border: 0;
    background: none;
    resize: none;
    font-size: max(1em, 16px); /* iOS zooms into smaller ones */
    line-height: 1.5;
  }
  textarea:focus-visible {
    outline: none; /* the composer around it shows the focus */
  }
  textarea::placeholder {
    color: var(--soft);
    opacity: 1;
    white-space: nowrap;
    text-overflow: ellipsis;
    overflow: hidden;
  }
  .send {
    flex: none;
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
    transition: background 0.15s;
  }
  .send:disabled {
    background: var(--line);
    color: var(--soft);
    cursor: default;
  }
  :host(:dir(rtl)) .send .icon {
    transform: scaleX(-1);
  }
  .viewing,
  .attached {
    display: flex;
    align-items: center;
    gap: 0.5em;
    margin: 5px 5px 0;
    padding: 4px 4px 4px 10px;
    padding-inline: 10px 4px;
    border-radius: 20px;
    background: var(--tint);
    font-size: 0.88em;
  }
  .viewing img {
    width: 26px;
    height: 26px;
    border-radius: 8px;
    object-fit: cover;
  }
  .viewing .title {
    flex: 1;
    min-width: 0;
    font-weight: 600;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .viewing .soft {
    color: var(--soft);
    white-space: nowrap;
  }
  .attached {
    width: fit-content;
    padding: 6px;
    align-items: flex-start;
  }
  .attached img {
    max-width: 110px;
    max-height: 84px;
    border-radius: 12px;
    display: block;
  }
  .tiny {
    display: grid;
    place-items: center;
    flex: none;
    width: 28px;
    height: 28px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--soft);
  }
  .tiny:hover {
    background: color-mix(in srgb, var(--accent) 14%, transparent);
    color: var(--ink);
  }
  .tiny .icon {
    width: 16px;
    height: 16px;
  }
  .trouble {
    margin: 6px 14px 0;
    color: var(--warn);
    font-size: 0.9em;
  }

  .question {
    width: min(22rem, calc(100% - 3em));
    padding: 1.3em 1.4em 1.2em;
    border: 1px solid var(--line);
    border-radius: 20px;
    background: var(--panel);
    color: var(--ink);
    box-shadow: var(--lift);
  }
  .question::backdrop {
    background: rgb(20 10 5 / 0.45);
  }
  .question h3 {
    font-size: 1.1em;
  }
  .question p {
    margin: 0.4em 0 1.1em;
    color: var(--soft);
  }
  .answers {
    display: flex;
    justify-content: flex-end;
    gap: 0.6em;
  }
`,It=R`
  .launcher {
    position: fixed;
    z-index: var(--daogou-z, 2147483000);
    inset-block-end: calc(var(--daogou-offset, 20px) + env(safe-area-inset-bottom, 0px));
    inset-inline-end: var(--daogou-offset, 20px);
    width: 60px;
    height: 60px;
    display: grid;
    place-items: center;
    border: 0;
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
    cursor: pointer;
    box-shadow: var(--lift);
    transition: transform 0.18s;
  }
  :host([position="start"]) .launcher {
    inset-inline: var(--daogou-offset, 20px) auto;
  }
  .launcher:hover {
    transform: translateY(-2px) scale(1.04);
  }
  .launcher .icon {
    width: 32px;
    height: 32px;
  }
  .launcher .dots {
    fill: var(--accent);
    stroke: none;
  }
  .badge {
    position: absolute;
    inset-block-start: -3px;
    inset-inline-end: -3px;
    min-width: 23px;
    height: 23px;
    padding: 0 6px;
    display: grid;
    place-items: center;
    border-radius: 12px;
    background: var(--ink);
    color: var(--panel);
    font-size: 13px;
    font-weight: 700;
    border: 2px solid var(--panel);
  }

  .panel {
    position: relative;
    display: flex;
    flex-direction: column;
    min-height: 0;
    padding: 0;
    margin: 0;
    border: 0;
    background: linear-gradient(var(--tint), transparent 150px), var(--panel);
    overflow: hidden;
    container: panel / inline-size;
  }
  dialog.panel:not([open]) {
    display: none;
  }
  dialog.panel {
    position: fixed;
    z-index: var(--daogou-z, 2147483000);
    inset: auto;
    inset-block-end: calc(var(--daogou-offset, 20px) + env(safe-area-inset-bottom, 0px));
    inset-inline-end: var(--daogou-offset, 20px);
    width: min(var(--daogou-width, 410px), calc(100vw - 2 * var(--daogou-offset, 20px)));
    height: min(var(--daogou-height, 760px), calc(100dvh - 2 * var(--daogou-offset, 20px)));
    max-width: none;
    max-height: none;
    border: 1px solid var(--line);
    border-radius: var(--round);
    box-shadow: var(--lift);
    animation: open 0.22s ease-out;
  }
  :host([position="start"]) dialog.panel {
    inset-inline: var(--daogou-offset, 20px) auto;
  }
  @keyframes open {
    from {
      opacity: 0;
      transform: translateY(14px) scale(0.985);
    }
  }
  @media (max-width: 560px) {
    dialog.panel {
      inset: 0;
      width: 100vw;
      height: var(--visible, 100dvh);
      border: 0;
      border-radius: 0;
    }
    dialog.panel::backdrop {
      background: var(--panel);
    }
  }
  :host([mode="inline"]) {
    display: block;
    height: var(--daogou-height, 640px);
  }
  :host([mode="inline"]) .panel {
    height: 100%;
    border-radius: var(--round);
  }

  .header {
    display: flex;
    align-items: center;
    gap: 0.65em;
    padding: 0.85em 0.8em 0.7em 1.05em;
    padding-block-start: max(0.85em, env(safe-area-inset-top, 0px));
  }
  .logo {
    flex: none;
    width: 40px;
    height: 40px;
    display: grid;
    place-items: center;
    border-radius: 13px;
    background: var(--accent);
    color: var(--on-accent);
  }
  .logo .icon {
    width: 26px;
    height: 26px;
  }
  .logo .face {
    stroke: var(--accent);
    stroke-width: 1.5;
  }
  .initial {
    display: grid;
    place-items: center;
    background: var(--good);
    color: var(--panel);
    font-weight: 700;
    border-radius: 50%;
  }
  .names {
    flex: 1;
    min-width: 0;
  }
  h2 {
    font-size: 1.08em;
    font-weight: 700;
    line-height: 1.3;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .state {
    font-size: 0.83em;
    line-height: 1.35;
    color: var(--soft);
  }
  .state::before {
    content: "";
    display: inline-block;
    width: 0.55em;
    height: 0.55em;
    margin-inline-end: 0.4em;
    border-radius: 50%;
    background: var(--good);
  }
  .state.down {
    color: var(--warn);
  }
  .state.down::before {
    background: var(--warn);
  }
  .tool {
    flex: none;
    display: inline-grid;
    place-items: center;
    width: 40px;
    height: 40px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--soft);
    cursor: pointer;
    list-style: none;
    transition: background 0.15s;
  }
  .tool::-webkit-details-marker {
    display: none;
  }
  .tool:hover,
  .menu[open] .tool {
    background: color-mix(in srgb, var(--accent) 12%, transparent);
    color: var(--ink);
  }
  .menu {
    position: relative;
  }
  .sheet {
    position: absolute;
    z-index: 5;
    inset-block-start: calc(100% + 6px);
    inset-inline-end: 0;
    min-width: 13.5em;
    padding: 6px;
    background: var(--bubble);
    border: 1px solid var(--line);
    border-radius: 16px;
    box-shadow: var(--lift);
  }
  .sheet button {
    display: flex;
    align-items: center;
    gap: 0.8em;
    width: 100%;
    padding: 0.6em 0.8em;
    border: 0;
    border-radius: 11px;
    background: none;
    text-align: start;
  }
  .sheet button:hover,
  .sheet button:focus-visible {
    background: var(--tint);
    outline-offset: -2px;
  }
  .sheet .icon {
    color: var(--soft);
  }

  .person {
    display: flex;
    align-items: center;
    gap: 0.7em;
    margin: 0 0.9em 0.6em;
    padding: 0.5em 0.6em 0.5em 0.9em;
    border: 1px solid color-mix(in srgb, var(--good) 45%, var(--line));
    border-radius: 16px;
    background: color-mix(in srgb, var(--good) 7%, var(--bubble));
    font-size: 0.93em;
    line-height: 1.4;
  }
  .person p {
    flex: 1;
    min-width: 0;
  }
  .person strong {
    display: block;
    font-weight: 650;
  }
  .person p span {
    color: var(--soft);
    font-size: 0.92em;
  }
  .person .icon {
    color: var(--good);
  }
  .person .initial {
    width: 32px;
    height: 32px;
  }
  .small {
    flex: none;
    min-height: 36px;
    padding: 0.25em 0.95em;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--bubble);
    font-size: 0.95em;
  }
  a.small {
    display: inline-grid;
    place-items: center;
    text-decoration: none;
  }
  .small:hover {
    border-color: var(--accent);
  }
  .small.bad {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  @media (forced-colors: active) {
    .launcher,
    .send,
    .composer,
    .panel {
      border: 1px solid;
    }
  }
`,jt=R`
  .scroller {
    flex: 1;
    min-height: 0;
    position: relative;
    overflow: hidden auto;
    overscroll-behavior: contain;
    padding: 0.7em 0.9em 0.9em;
    scrollbar-width: thin;
    scrollbar-color: var(--line) transparent;
    mask-image: linear-gradient(transparent, #000 10px);
  }
  .scroller:focus-visible {
    outline-offset: -3px;
    border-radius: 12px;
  }
  .log {
    display: flex;
    flex-direction: column;
    gap: 0.75em;
  }
  .notice {
    text-align: center;
    color: var(--soft);
    font-size: 0.9em;
  }
  .notice:not(:empty) {
    padding: 0.4em 0 0.8em;
  }
  .time {
    align-self: center;
    color: var(--soft);
    font-size: 0.8em;
    padding-block-start: 0.3em;
  }
  .turn {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 0.55em;
    max-width: 100%;
    position: relative;
    animation: rise 0.24s ease-out;
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }
  .turn.user {
    align-items: flex-end;
  }
  .bubble {
    max-width: min(42rem, 94%);
    width: fit-content;
    padding: 0.6em 0.95em;
    background: var(--bubble);
    border: 1px solid var(--line);
    border-radius: 18px;
    border-start-start-radius: 6px;
    box-shadow: var(--shade);
    overflow-wrap: anywhere;
  }
  .user .bubble {
    max-width: min(36rem, 84%);
    background: var(--accent);
    color: var(--on-accent);
    border-color: transparent;
    border-radius: 18px;
    border-end-end-radius: 6px;
    white-space: pre-wrap;
  }
  .unsent .bubble {
    opacity: 0.86;
  }
  .sent {
    max-width: 60%;
    max-height: 180px;
    border-radius: 16px;
    border: 1px solid var(--line);
  }
  .status {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    align-items: center;
    gap: 0.4em;
    font-size: 0.83em;
    color: var(--soft);
  }
  .status.bad {
    color: var(--warn);
  }
  .status .small {
    color: var(--ink);
    min-height: 30px;
  }
  .who {
    display: flex;
    align-items: center;
    gap: 0.45em;
    font-size: 0.85em;
    color: var(--soft);
  }
  .who .initial {
    width: 24px;
    height: 24px;
    font-size: 0.9em;
  }
  .agent .bubble {
    border-color: color-mix(in srgb, var(--good) 45%, var(--line));
    background: color-mix(in srgb, var(--good) 6%, var(--bubble));
  }
  .turn.system {
    align-items: center;
  }
  .system .bubble {
    padding: 0.25em 0.9em;
    background: none;
    border-style: dashed;
    border-radius: 14px;
    box-shadow: none;
    color: var(--soft);
    font-size: 0.9em;
    text-align: center;
  }
  .system .replies {
    justify-content: center;
  }
  .bubble p,
  .bubble ul,
  .bubble ol {
    margin: 0 0 0.5em;
  }
  .bubble > :last-child {
    margin-block-end: 0;
  }
  .bubble ul {
    list-style: disc;
    padding-inline-start: 1.3em;
  }
  .bubble ol {
    list-style: decimal;
    padding-inline-start: 1.5em;
  }
  .bubble code {
    padding: 0.05em 0.35em;
    border-radius: 5px;
    background: var(--tint);
    font-size: 0.95em;
  }
  .bubble .note {
    margin: 0.35em 0 0;
    font-size: 0.85em;
    color: var(--warn);
  }

  .scroll {
    overflow-x: auto;
    max-width: 100%;
    margin: 0 0 0.6em;
    scrollbar-width: thin;
  }
  table {
    border-collapse: separate;
    border-spacing: 0;
    font-size: 0.95em;
    line-height: 1.4;
  }
  th,
  td {
    padding: 0.45em 0.7em;
    font-weight: 400;
    text-align: start;
    vertical-align: top;
    border-block-end: 1px solid var(--line);
  }
  thead th {
    font-weight: 650;
    min-width: 5.5em;
  }
  tbody th {
    color: var(--soft);
    white-space: nowrap;
    padding-inline-start: 0;
  }
  tbody tr:last-child > * {
    border-block-end: 0;
  }

  .replies {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  .reply {
    display: flex;
    align-items: center;
    gap: 0.4em;
    min-height: 40px;
    padding: 0.35em 0.95em;
    border: 1px solid color-mix(in srgb, var(--accent) 40%, var(--line));
    border-radius: 20px;
    background: var(--tint);
    color: var(--ink);
    text-align: start;
    transition:
      background 0.15s,
      color 0.15s;
  }
  .reply:hover {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  .rating .reply {
    flex-direction: column;
    gap: 0.15em;
    min-width: 5.6em;
    padding: 0.55em 0.9em;
    border-radius: 16px;
    font-size: 0.92em;
  }
  .rating .icon {
    width: 2em;
    height: 2em;
    stroke-width: 1.5;
  }

  .welcome {
    text-align: center;
    padding: clamp(0.8em, 5cqb, 3em) 0.4em 1em;
  }
  .welcome .logo.big {
    width: 64px;
    height: 64px;
    border-radius: 21px;
    margin: 0 auto;
  }
  .big .icon {
    width: 42px;
    height: 42px;
  }
  .welcome h3 {
    margin: 0.7em 0 0.25em;
    font-size: 1.4em;
    line-height: 1.3;
    letter-spacing: -0.01em;
  }
  .welcome > p {
    margin: 0 auto 1.2em;
    max-width: 27em;
    color: var(--soft);
  }
  .welcome .replies {
    justify-content: center;
  }

  .typing {
    display: flex;
    gap: 0.3em;
    width: fit-content;
    margin-block-start: 0.75em;
    padding: 0.85em 1em;
    background: var(--bubble);
    border: 1px solid var(--line);
    border-radius: 18px;
    border-start-start-radius: 6px;
    box-shadow: var(--shade);
  }
  .typing i {
    width: 0.5em;
    height: 0.5em;
    border-radius: 50%;
    background: var(--soft);
    animation: blink 1.2s infinite;
  }
  .typing i:nth-of-type(2) {
    animation-delay: 0.2s;
  }
  .typing i:nth-of-type(3) {
    animation-delay: 0.4s;
  }
  @keyframes blink {
    0%,
    60%,
    100% {
      opacity: 0.3;
    }
    30% {
      opacity: 1;
      transform: translateY(-3px);
    }
  }
  .latest {
    position: relative;
    align-self: center;
    display: flex;
    align-items: center;
    gap: 0.35em;
    min-height: 38px;
    min-width: 38px;
    justify-content: center;
    margin-block: -46px 8px;
    padding: 0 0.6em;
    border: 1px solid var(--line);
    border-radius: 19px;
    background: var(--bubble);
    box-shadow: var(--lift);
    font-size: 0.9em;
  }
  .latest span {
    padding-inline-start: 0.35em;
  }
`,Bt=[R`
  :host {
    all: initial;
    --accent: var(--daogou-accent, #c92a48);
    --on-accent: var(--daogou-on-accent, #fff);
    --panel: var(--daogou-panel, #fffdfb);
    --bubble: var(--daogou-bubble, #fff);
    --tint: var(--daogou-tint, #fdf1ec);
    --line: var(--daogou-line, #e9e2db);
    --ink: var(--daogou-ink, #23201d);
    --soft: var(--daogou-soft, #665f58);
    --good: var(--daogou-good, #1b7249);
    --warn: var(--daogou-warn, #8f4a07);
    --round: var(--daogou-radius, 22px);
    --shade: 0 1px 2px rgb(60 40 20 / 0.06), 0 4px 14px rgb(60 40 20 / 0.06);
    --lift: 0 2px 8px rgb(60 30 20 / 0.12), 0 18px 50px rgb(60 30 20 / 0.2);
    color-scheme: light;
  }
  :host([data-dark]) {
    --accent: var(--daogou-accent-dark, #ff8597);
    --on-accent: var(--daogou-on-accent-dark, #2b0a10);
    --panel: var(--daogou-panel-dark, #1c1918);
    --bubble: var(--daogou-bubble-dark, #282322);
    --tint: var(--daogou-tint-dark, #30272a);
    --line: var(--daogou-line-dark, #3d3634);
    --ink: var(--daogou-ink-dark, #f4eee9);
    --soft: var(--daogou-soft-dark, #b6aca5);
    --good: var(--daogou-good-dark, #74d6a6);
    --warn: var(--daogou-warn-dark, #f2ba73);
    --shade: 0 1px 2px rgb(0 0 0 / 0.35), 0 4px 14px rgb(0 0 0 / 0.22);
    --lift: 0 2px 8px rgb(0 0 0 / 0.4), 0 18px 50px rgb(0 0 0 / 0.5);
    color-scheme: dark;
  }
  /* Not on the host: rules of the page for all elements reach it, and would be inherited. */
  .launcher,
  .panel {
    color: var(--ink);
    font-family: var(
      --daogou-font,
      system-ui,
      -apple-system,
      "Segoe UI",
      "PingFang SC",
      "Microsoft YaHei",
      "Noto Sans CJK SC",
      "Noto Sans SC",
      sans-serif
    );
    font-size: var(--daogou-font-size, 15px);
    line-height: 1.55;
    text-align: start;
    -webkit-font-smoothing: antialiased;
    font-weight: 400;
    font-style: normal;
    letter-spacing: normal;
    text-transform: none;
    white-space: normal;
    cursor: auto;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden],
  [data-empty] {
    display: none !important;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button,
  textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  button {
    cursor: pointer;
    touch-action: manipulation;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .icon {
    width: 1.35em;
    height: 1.35em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.9;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  :host(:dir(rtl)) .flip {
    transform: scaleX(-1);
    transform-origin: center;
  }
  ul,
  ol {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  p,
  h2,
  h3 {
    margin: 0;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`,It,qt,jt,Ht],Wt=6e4;class S extends Error{constructor(e,t,s){super(t),this.status=e,this.retryAfterMs=s}get passes(){return this.status===429||this.status===408||this.status>=500}get gone(){return this.status===401||this.status===404}}class Me{constructor(e){this.base=e}shop(e){return this.call("GET",`/api/shops/${encodeURIComponent(e)}`)}item(e,t,s){return this.call("GET",`/api/shops/${encodeURIComponent(e)}/items/${encodeURIComponent(t)}?locale=${s}`)}open(e,t,s){return this.call("POST","/api/sessions",null,{...e&&{shop:e},locale:t,visitor:s})}async say(e,t){return(await this.call("POST",E(e,"/messages"),e,t)).messages}async history(e){return(await this.call("GET",E(e,"/messages"),e)).messages}handoff(e){return this.call("GET",E(e,"/handoff"),e)}speak(e,t){return this.call("PATCH",E(e,""),e,{locale:t})}async channels(){return(await this.call("GET","/api/channels")).channels}link(e,t){return this.call("POST",E(e,"/links"),e,{channel:t})}erase(e){return this.call("DELETE",E(e,""),e)}async events(e,t,s){const o={Accept:"text/event-stream",Authorization:`Bearer ${e.token}`};t&&(o["Last-Event-ID"]=t);const n=await fetch(this.base+E(e,"/events"),{headers:o,signal:s,cache:"no-store"});if(!n.ok||!n.body)throw await Pe(n);return n.body}address(e){if(!e)return null;try{const t=new URL(e,`${this.base}/`);return t.protocol==="https:"||t.protocol==="http:"?t.href:null}catch{return null}}async call(e,t,s=null,o){const n={Accept:"application/json"};o!==void 0&&(n["Content-Type"]="application/json"),s&&(n.Authorization=`Bearer ${s.token}`);const r=new AbortController,a=setTimeout(()=>r.abort(),Wt);try{const l=await fetch(this.base+t,{method:e,headers:n,signal:r.signal,credentials:"omit",body:o===void 0?void 0:JSON.stringify(o)});if(!l.ok)throw await Pe(l);return l.status===204?void 0:await l.json()}finally{clearTimeout(a)}}}function E(i,e){return`/api/sessions/${encodeURIComponent(i.session_id)}${e}`}async function Pe(i){const e=await i.json().catch(()=>({})),t=typeof e.detail=="string"?e.detail:i.statusText||String(i.status);return new S(i.status,t,(Number(i.headers.get("Retry-After"))||0)*1e3)}async function*Gt(i){const e=i.getReader(),t=new TextDecoder;let s="",o={id:"",type:"message",data:[]};try{for(;;){const{value:n,done:r}=await e.read();if(r)return;s+=t.decode(n,{stream:!0});const a=s.split(/\r\n|\n|\r(?!$)/);s=a.pop()??"";let l=!1;for(const h of a){if(h===""){o.data.length&&(l=!0,yield{id:o.id,type:o.type,data:o.data.join(`
`)}),o={id:"",type:"message",data:[]};continue}const p=h.indexOf(":"),d=p<0?h:h.slice(0,p),g=p<0?"":h.slice(p+1).replace(/^ /,"");d==="data"?o.data.push(g):d==="id"?o.id=g:d==="event"&&(o.type=g)}l||(yield null)}}finally{e.cancel().catch(()=>{})}}class Ue{constructor(){this.finish=null}wait(e){return new Promise(t=>{const s=setTimeout(t,e);this.finish=()=>{clearTimeout(s),t()}})}end(){this.finish?.(),this.finish=null}}const Ne=45e3,Vt=15e3,Yt=5e3;class Ft{constructor(e,t){this.gateway=e,this.ears=t,this.current=null,this.pause=new Ue}get following(){return this.current!==null}start(e,t){this.stop();const s=this.current=new AbortController;this.run(e,t,s.signal)}stop(){this.current?.abort(),this.current=null,this.pause.end()}wake(){this.pause.end()}async run(e,t,s){for(let o=0;!s.aborted;){let n=!1;try{n=await this.listen(e,await t(),s)}catch(a){if(s.aborted)return;if(a instanceof S&&a.gone)return this.ears.onGone("gone")}if(s.aborted)return;this.ears.onLine(!1),o=n?0:o+1;const r=o?Math.min(500*2**(o-1),Vt):100;await this.pause.wait(r*(.5+Math.random()/2))}}async listen(e,t,s){const o=new AbortController,n=()=>o.abort();s.addEventListener("abort",n);let r=setTimeout(n,Ne),a=!1;const l=performance.now();try{for await(const h of Gt(await this.gateway.events(e,t,o.signal))){if(clearTimeout(r),r=setTimeout(n,Ne),s.aborted)return a;if(h?.type==="erased")return this.ears.onGone("erased"),a;this.ears.onLine(!0),h?.type==="message"&&h.id&&(a=!0,this.ears.onMessage(JSON.parse(h.data)))}}catch(h){if(h instanceof S)throw h}finally{clearTimeout(r),s.removeEventListener("abort",n)}return a||performance.now()-l>Yt}}const Jt=15e3;class Kt{constructor(e,t,s){this.deliver=e,this.keep=t,this.changed=s,this.items=[],this.draining=!1,this.stopped=!1,this.pause=new Ue}get pending(){return this.items}load(e){this.items=e.map(t=>({message:t,state:"waiting",reason:""})),this.drain()}add(e){this.items.push({message:e,state:"waiting",reason:""}),this.wrote(),this.wake()}retry(e){for(const t of this.items)t.message.message_id===e&&t.state==="refused"&&(t.state="waiting");this.wrote(),this.wake()}remove(e){const t=this.items.filter(s=>s.message.message_id!==e);t.length!==this.items.length&&(this.items=t,this.wrote())}clear(){this.items=[],this.wrote()}wake(){this.pause.end(),this.drain()}stop(){this.stopped=!0,this.pause.end()}wrote(){this.keep(this.items.map(e=>e.message)),this.changed()}async drain(){if(!this.draining){this.draining=!0;try{for(let e=0;!this.stopped;){const t=this.items.find(s=>s.state==="waiting");if(!t)return;t.state="sending",this.changed();try{await this.deliver(t.message),e=0,this.remove(t.message.message_id)}catch(s){if(s instanceof S&&!s.passes&&!s.gone){Object.assign(t,{state:"refused",reason:s.message}),this.changed();continue}t.state="waiting",this.changed(),e++;const o=s instanceof S?s.retryAfterMs:0;await this.pause.wait(o||Math.min(400*2**e,Jt)*(.5+Math.random()/2))}}}finally{this.draining=!1}}}}function Re(i){return[...crypto.getRandomValues(new Uint8Array(i))].map(e=>e.toString(16).padStart(2,"0")).join("")}const Qt=2e4;class Xt{constructor(e){this.watcher=e,this.timer=0,this.back=()=>this.watcher.onReturn(),this.leave=()=>this.watcher.onLeave(),this.offline=()=>this.watcher.onOffline(),this.storage=t=>this.watcher.onStorage(t),this.visible=()=>{clearTimeout(this.timer),document.hidden?this.timer=window.setTimeout(this.leave,Qt):this.back()}}start(){this.listen("addEventListener")}stop(){clearTimeout(this.timer),this.listen("removeEventListener")}listen(e){window[e]("online",this.back),window[e]("offline",this.offline),window[e]("pageshow",this.back),window[e]("pagehide",this.leave),window[e]("storage",this.storage),document[e]("visibilitychange",this.visible)}}class Zt{constructor(){this.list=[],this.ids=new Set}get messages(){return this.list}get last(){return this.list[this.list.length-1]}has(e){return this.ids.has(e)}add(e){return this.ids.has(e.id)?!1:(this.ids.add(e.id),this.list=[...this.list,e],!0)}merge(e){const t=new Set(e.map(o=>o.id)),s=e.filter(o=>!this.ids.has(o.id));this.list=[...e,...this.list.filter(o=>!t.has(o.id))];for(const o of s)this.ids.add(o.id);return s}clear(){this.list=[],this.ids.clear()}}const ze={state:"bot",place:null,wait_s:null,agent:null,cancel:null},es=[],ts=5e3,Le=1500,ss=25e3,is=1500;class os{constructor(e,t,s,o,n){this.gateway=e,this.store=t,this.shop=s,this.locale=o,this.listener=n,this.record=new Zt,this.pictures=new Map,this.session=null,this.handoff=ze,this.online=!0,this.arrived=new Map,this.opening=null,this.caughtUp=!0,this.n_asked=0,this.awaitedUntil=0,this.lookTimer=0,this.awayTimer=0,this.follower=new Ft(e,{onMessage:r=>this.record.add(r)&&this.noted([r],!0),onLine:r=>this.line(r),onGone:r=>{this.lose(),n.ended(r)}}),this.outbox=new Kt(r=>this.deliver(r),r=>t.unsent=r,()=>n.changed([])),this.presence=new Xt({onReturn:()=>this.back(),onLeave:()=>this.follower.stop(),onOffline:()=>this.line(!1),onStorage:r=>this.otherTab(r)})}get pending(){return this.outbox.pending}get answering(){return this.handoff.state==="assigned"?!1:this.pending.some(e=>e.state==="sending")?!0:this.record.last?.role==="user"&&(this.n_asked>0||Date.now()<this.awaitedUntil)}get replies(){const e=this.record.last;return this.pending.length||!e||e.role==="user"?es:e.quick_replies}resume(){this.presence.start();const e=this.store.unsent;this.adopt(this.store.session),this.outbox.load(e)}say(e,t={}){const s={message_id:De(),text:e,...t};t.image&&this.pictures.set(s.message_id,t.image),this.outbox.add(s),this.follower.wake()}retry(e){this.outbox.retry(e)}discard(e){this.outbox.remove(e)}speak(e){const t=this.session;!t||t.locale===e||this.gateway.speak(t,e).then(()=>this.session===t&&(this.session=this.store.session={...t,locale:e}),()=>{})}startOver(){const{session:e,handoff:t}=this;if(e&&t.cancel){const s={message_id:De(),text:"",payload:t.cancel};this.gateway.say(e,s).catch(()=>{})}this.lose(),this.outbox.clear()}async erase(){if(this.session)try{await this.gateway.erase(this.session)}catch(e){if(!(e instanceof S&&e.gone))throw e}this.store.forgetVisitor(),this.lose(),this.outbox.clear()}close(){this.presence.stop(),this.follower.stop(),this.outbox.stop(),clearTimeout(this.lookTimer),clearTimeout(this.awayTimer)}deliver(e){const t=e.message_id,s=new Promise(o=>this.arrived.set(t,o));return Promise.race([this.post(e,s),s]).finally(()=>this.arrived.delete(t))}async post(e,t){const s=await this.ensure();this.n_asked++;try{const o=await this.gateway.say(s,e);await Promise.race([t,ns(Le)]),this.record.has(e.message_id)||await this.sync(s,!0),setTimeout(()=>void this.check(s,o),Le)}catch(o){throw o instanceof S&&o.gone&&this.session===s&&(this.lose(),this.listener.ended("gone")),o}finally{this.n_asked--,this.listener.changed([])}}async check(e,t){this.session!==e||t.every(s=>this.record.has(s.id))||await this.sync(e,!0).catch(()=>{})}async sync(e,t){const s=await this.gateway.history(e);this.session===e&&this.noted(this.record.merge(s),t)}noted(e,t){for(const s of e)this.outbox.remove(s.id),this.arrived.get(s.id)?.();t&&e.some(s=>s.role!=="user"&&(s.role!=="bot"||s.act==="handoff"))&&this.look(),this.listener.changed(t?e:[])}ensure(){return this.session?Promise.resolve(this.session):(this.opening??=this.gateway.open(this.shop,this.locale(),this.store.visitor).then(e=>(this.session=this.store.session=e,this.follow(),e)).finally(()=>this.opening=null),this.opening)}adopt(e){this.session=e,this.caughtUp=e===null,e&&this.follow(),this.listener.changed([])}follow(){const e=this.session;e&&this.follower.start(e,async()=>(this.caughtUp||(await this.sync(e,!1),this.caughtUp=!0,this.record.last?.role==="user"&&this.await(ss),this.look()),this.record.last?.id??null))}line(e){if(clearTimeout(this.awayTimer),e!==this.online)if(e)this.online=!0,this.outbox.wake(),this.look(),this.listener.changed([]);else{const t=()=>{this.online=!1,this.listener.changed([])};navigator.onLine?this.awayTimer=window.setTimeout(t,is):t()}}async look(){const e=this.session;if(!e)return;try{const s=await this.gateway.handoff(e);if(this.session!==e)return;this.handoff=s,this.listener.changed([])}catch{}clearTimeout(this.lookTimer),["requested","assigned","writing"].includes(this.handoff.state)&&!document.hidden&&(this.lookTimer=window.setTimeout(()=>void this.look(),ts))}await(e){this.awaitedUntil=Date.now()+e,setTimeout(()=>this.listener.changed([]),e+50)}back(){navigator.onLine&&(this.follower.following||this.follow(),this.follower.wake(),this.outbox.wake(),this.look())}otherTab(e){const t=this.store.session;!this.store.concerns(e)||t?.session_id===this.session?.session_id||(this.reset(),this.adopt(t))}lose(){this.reset(),this.store.forget(),this.store.unsent=this.outbox.pending.map(e=>e.message),this.listener.changed([])}reset(){this.follower.stop(),this.session=null,this.record.clear(),this.handoff=ze,this.online=!0,clearTimeout(this.lookTimer),clearTimeout(this.awayTimer)}}const De=()=>`w-${Re(12)}`,ns=i=>new Promise(e=>setTimeout(e,i));class He{constructor(e,t){this.prefix=`daogou|${e}|${t}|`}get session(){const e=U(y(),this.prefix+"session");return e?.session_id&&e.token?e:null}set session(e){T(y(),this.prefix+"session",e)}get unsent(){const e=U(y(),this.prefix+"unsent");return Array.isArray(e)?e:[]}set unsent(e){T(y(),this.prefix+"unsent",e.length?e:null)}get visitor(){const e=this.prefix+"visitor",t=U(y(),e);if(t)return t;const s=Re(24);return T(y(),e,s),s}forgetVisitor(){T(y(),this.prefix+"visitor",null)}get read(){return U(y(),this.prefix+"read")}set read(e){T(y(),this.prefix+"read",e)}get open(){return U(qe(),this.prefix+"open")}set open(e){T(qe(),this.prefix+"open",e)}get choices(){return U(y(),"daogou|choices")??{}}set choices(e){T(y(),"daogou|choices",e)}concerns(e){return e.key===null||e.key===this.prefix+"session"}forget(){this.session=null,this.unsent=[],this.read=null}}function y(){try{return window.localStorage}catch{return null}}function qe(){try{return window.sessionStorage}catch{return null}}function U(i,e){try{return JSON.parse(i?.getItem(e)??"null")}catch{return null}}function T(i,e,t){try{t===null?i?.removeItem(e):i?.setItem(e,JSON.stringify(t))}catch{}}/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */const rs={CHILD:2},Ie=i=>(...e)=>({_$litDirective$:i,values:e});let je=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,s){this._$Ct=e,this._$AM=t,this._$Ci=s}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}};/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */const{I:as}=St,Be=i=>i,We=()=>document.createComment(""),j=(i,e,t)=>{const s=i._$AA.parentNode,o=e===void 0?i._$AB:e._$AA;if(t===void 0){const n=s.insertBefore(We(),o),r=s.insertBefore(We(),o);t=new as(n,r,i,i.options)}else{const n=t._$AB.nextSibling,r=t._$AM,a=r!==i;if(a){let l;t._$AQ?.(i),t._$AM=i,t._$AP!==void 0&&(l=i._$AU)!==r._$AU&&t._$AP(l)}if(n!==o||a){let l=t._$AA;for(;l!==n;){const h=Be(l).nextSibling;Be(s).insertBefore(l,o),l=h}}}return t},C=(i,e,t=i)=>(i._$AI(e,t),i),ls={},cs=(i,e=ls)=>i._$AH=e,hs=i=>i._$AH,ie=i=>{i._$AR(),i._$AA.remove()};/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */const Ge=(i,e,t)=>{const s=new Map;for(let o=e;o<=t;o++)s.set(i[o],o);return s},oe=Ie(class extends je{constructor(i){if(super(i),i.type!==rs.CHILD)throw Error("repeat() can only be used in text expressions")}dt(i,e,t){let s;t===void 0?t=e:e!==void 0&&(s=e);const o=[],n=[];let r=0;for(const a of i)o[r]=s?s(a,r):r,n[r]=t(a,r),r++;return{values:n,keys:o}}render(i,e,t){return this.dt(i,e,t).values}update(i,[e,t,s]){const o=hs(i),{values:n,keys:r}=this.dt(e,t,s);if(!Array.isArray(o))return this.ut=r,n;const a=this.ut??=[],l=[];let h,p,d=0,g=o.length-1,f=0,w=n.length-1;for(;d<=g&&f<=w;)if(o[d]===null)d++;else if(o[g]===null)g--;else if(a[d]===r[f])l[f]=C(o[d],n[f]),d++,f++;else if(a[g]===r[w])l[w]=C(o[g],n[w]),g--,w--;else if(a[d]===r[w])l[w]=C(o[d],n[w]),j(i,l[w+1],o[d]),d++,w--;else if(a[g]===r[f])l[f]=C(o[g],n[f]),j(i,o[d],o[g]),g--,f++;else if(h===void 0&&(h=Ge(r,f,w),p=Ge(a,d,g)),h.has(a[d]))if(h.has(a[g])){const v=p.get(r[f]),he=v!==void 0?o[v]:null;if(he===null){const at=j(i,o[d]);C(at,n[f]),l[f]=at}else l[f]=C(he,n[f]),j(i,o[d],he),o[v]=null;f++}else ie(o[g]),g--;else ie(o[d]),d++;for(;f<=w;){const v=j(i,l[w+1]);C(v,n[f]),l[f++]=v}for(;d<=g;){const v=o[d++];v!==null&&ie(v)}return this.ut=r,cs(i,l),$}}),b=i=>c`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${i}</svg>`,ds=b(m`<path d="M12 3.5c-5 0-9 3.4-9 7.7 0 2.4 1.3 4.6 3.3 6l-.6 3.3 3.7-1.8c.8.2 1.7.3 2.6.3 5 0 9-3.4 9-7.8s-4-7.7-9-7.7z" fill="currentColor" stroke="none"/><g class="dots"><circle cx="8" cy="11.3" r="1.25"/><circle cx="12" cy="11.3" r="1.25"/><circle cx="16" cy="11.3" r="1.25"/></g>`),Ve=b(m`<path d="M6 8h12l.9 10.2a2.5 2.5 0 0 1-2.5 2.8H7.6a2.5 2.5 0 0 1-2.5-2.8z" fill="currentColor" stroke="none"/><path d="M8.8 8V6.7a3.2 3.2 0 0 1 6.4 0V8"/><g class="face"><circle cx="9.6" cy="13" r="1"/><circle cx="14.4" cy="13" r="1"/><path d="M9.4 15.7c1.4 1.5 3.8 1.5 5.2 0"/></g>`),Ye=b(m`<path d="m6 6 12 12M18 6 6 18"/>`),Fe=b(m`<path d="m6 9 6 6 6-6"/>`),us=b(m`<g fill="currentColor" stroke="none"><circle cx="12" cy="5" r="1.7"/><circle cx="12" cy="12" r="1.7"/><circle cx="12" cy="19" r="1.7"/></g>`),ps=b(m`<path d="M4 12 20.5 4.2 15.6 20.2l-3.9-6.5z" fill="currentColor" stroke-width="1.2"/>`),gs=b(m`<rect x="3.5" y="4.5" width="17" height="15" rx="3"/><circle cx="8.8" cy="9.6" r="1.6"/><path d="m4 17 4.8-4.5 3.4 3 3.6-4.2L20 16"/>`),ne=b(m`<circle cx="12" cy="8.2" r="3.7"/><path d="M4.8 20c.6-4 3.4-6.2 7.2-6.2s6.6 2.2 7.2 6.2"/>`),fs=b(m`<path d="M12 20S4 15.4 4 9.6C4 7 6 5 8.3 5c1.6 0 2.9.8 3.7 2.1C12.8 5.8 14.1 5 15.7 5 18 5 20 7 20 9.6 20 15.4 12 20 12 20z"/>`),ms=b(m`<path class="flip" d="m14.5 6-6 6 6 6"/>`),bs=b(m`<path class="flip" d="m9.5 6 6 6-6 6"/>`),ws=b(m`<path d="M5 12a7 7 0 1 0 2.3-5.2M5 4.5v3.8h3.8"/>`),ys=b(m`<path d="M5 7h14M10 7V4.8h4V7M7 7l.8 12.2h8.4L17 7M10.4 10.5v5.5M13.6 10.5v5.5"/>`),$s=b(m`<circle cx="12" cy="12" r="8"/><path d="M4 12h16M12 4c2.6 2.3 3.7 5 3.7 8s-1.1 5.7-3.7 8c-2.6-2.3-3.7-5-3.7-8S9.4 6.3 12 4z"/>`),vs=b(m`<path d="M19.5 14.2A8 8 0 0 1 9.8 4.5a8 8 0 1 0 9.7 9.7z"/>`),xs=b(m`<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>`),ks=b(m`<path d="M20.5 4 3.5 11l5.5 2.2L18 7l-6.5 7.5 5.5 4z"/>`),re=i=>b(m`<circle cx="12" cy="12" r="9"/><g fill="currentColor" stroke="none"><circle cx="9" cy="10" r="1.2"/><circle cx="15" cy="10" r="1.2"/></g><path d=${i}/>`),Je={1:re("M8.5 16.2c1.8-2 5.2-2 7 0"),2:re("M8.5 15.3h7"),3:re("M8.3 14.2c1.8 2.6 5.6 2.6 7.4 0")},_s=3;function As(i,e){const{words:t}=e,s=c`<ul
    class="cards ${i.length===1?"one":""}"
    tabindex=${i.length===1?u:0}
    aria-label=${t.goods}
    @scroll=${o=>Ke(o.currentTarget)}
  >
    ${oe(i,o=>o.item_id,(o,n)=>Ss(o,n,i.length,e))}
  </ul>`;return i.length===1?s:c`<div class="carousel" role="group" aria-roledescription=${t.carousel} aria-label=${t.goods}>
    ${s}
    <button type="button" class="turn-page back" aria-label=${t.previous} @click=${Qe(-1)}>${ms}</button>
    <button type="button" class="turn-page forth" aria-label=${t.next} @click=${Qe(1)}>${bs}</button>
  </div>`}function Ke(i){const e=i.parentElement;if(!e?.classList.contains("carousel"))return;const t=Math.abs(i.scrollLeft),s=i.scrollWidth-i.clientWidth,[o,n]=[e.querySelector(".back"),e.querySelector(".forth")];o&&(o.hidden=t<8),n&&(n.hidden=t>s-8)}function Qe(i){return e=>{const t=e.currentTarget.parentElement?.querySelector(".cards");if(!t)return;const s=getComputedStyle(t).direction==="rtl"?-i:i;t.scrollBy({left:s*Math.max(160,t.clientWidth*.7)})}}function Ss(i,e,t,s){const{words:o}=s,n=s.page(i),r=n!==null&&s.own(n),a=n?c`<a
        href=${n}
        target=${r?u:"_blank"}
        rel=${r?u:"noopener noreferrer nofollow"}
        @click=${h=>s.opened(i,h)}
        >${i.title}</a
      >`:i.title,l=s.category(i);return c`<li class="card" part="card">
    <div class="picture">
      ${Es(i,s)} ${t>1?c`<span class="rank" aria-hidden="true">${e+1}</span>`:u}
      <button
        type="button"
        class="wish"
        aria-label=${o.wishOf(i.title)}
        title=${o.wish}
        @click=${()=>s.wished(i)}
      >
        ${fs}
      </button>
    </div>
    <div class="about">
      <p class="name" dir="auto">${a}</p>
      <p class="price">${Ts(i,s)}</p>
      ${l?c`<p class="kind">${l}</p>`:u}
      ${i.reasons.length?c`<ul class="reasons">
            ${i.reasons.slice(0,_s).map(h=>c`<li dir="auto">${h}</li>`)}
          </ul>`:u}
      <button type="button" class="choose" aria-label=${o.chooseOf(i.title)} @click=${()=>s.chosen(i)}>
        ${o.choose}
      </button>
    </div>
  </li>`}function Es(i,e){const t=e.picture(i),s=c`<span class="blank" aria-hidden="true">${[...i.title][0]??"?"}</span>`;if(!t)return s;const o=n=>n.target.hidden=!0;return c`${s}<img src=${t} alt=${i.title} loading="lazy" decoding="async" @error=${o} />`}function Ts(i,{words:e,locale:t}){if(typeof i.price!="number")return e.price;const s=Number.isInteger(i.price)?0:2,o={minimumFractionDigits:s,maximumFractionDigits:s};try{return new Intl.NumberFormat(t==="zh"?"zh-CN":"en",{...o,style:"currency",currency:i.currency||"CNY",currencyDisplay:"narrowSymbol"}).format(i.price)}catch{return`${i.price} ${i.currency}`}}const Xe=["image/png","image/jpeg","image/webp"],Cs=25e6,Os=1280,Ms=7e5;class N extends Error{constructor(e){super(e),this.trouble=e}}async function Ps(i){if(!Xe.includes(i.type))throw new N("pictureType");if(i.size>Cs)throw new N("pictureLarge");let e;try{e=await createImageBitmap(i)}catch{throw new N("pictureBroken")}const t=Math.min(1,Os/Math.max(e.width,e.height));if(t===1&&i.size<=Ms&&i.type!=="image/webp")return e.close(),Us(i);const s=document.createElement("canvas");s.width=Math.max(1,Math.round(e.width*t)),s.height=Math.max(1,Math.round(e.height*t));const o=s.getContext("2d");if(!o)throw new N("pictureBroken");return o.fillStyle="#fff",o.fillRect(0,0,s.width,s.height),o.drawImage(e,0,0,s.width,s.height),e.close(),s.toDataURL("image/jpeg",.85)}function Us(i){return new Promise((e,t)=>{const s=new FileReader;s.onload=()=>e(String(s.result)),s.onerror=()=>t(new N("pictureBroken")),s.readAsDataURL(i)})}class Ns{constructor(e,t){this.host=e,this.words=t,this.image="",this.trouble="",this.empty=!0,this.typed=()=>{const s=this.box;if(!s)return;s.style.height="auto",s.style.height=`${s.scrollHeight}px`;const o=!s.value.trim();o!==this.empty&&(this.empty=o,this.host.requestUpdate())},this.key=s=>{s.isComposing||s.keyCode===229||(s.key==="Enter"&&!s.shiftKey?(s.preventDefault(),this.submit(s)):s.key==="ArrowUp"&&!this.box?.value&&this.host.toReplies()&&s.preventDefault())},this.submit=s=>{s.preventDefault();const o=this.box?.value.trim()??"",n=this.image;!o&&!n||(this.box&&(this.box.value=""),this.image=this.trouble="",this.typed(),this.host.requestUpdate(),this.host.send(o,n))},this.choose=()=>{this.host.shadow.querySelector('input[type="file"]')?.click()},this.chosen=s=>{const o=s.target,n=o.files?.[0];o.value="",n&&this.take(n)},this.drop=()=>{this.image="",this.host.requestUpdate(),this.focus()},e.addController(this)}hostConnected(){}focus(){this.box?.focus()}view(e,t,s){const o=this.words();return c`<form
      class="composer"
      part="composer"
      autocomplete="off"
      @submit=${this.submit}
      @paste=${n=>this.files(n,n.clipboardData)}
    >
      ${e?c`<p class="viewing">
            ${t?c`<img src=${t} alt="" />`:u}
            <span class="soft">${o.viewing}</span><span class="title" dir="auto">${e.title}</span>
            <button type="button" class="tiny" aria-label=${o.viewingOff} title=${o.viewingOff} @click=${()=>this.host.leaveItem()}>
              ${Ye}
            </button>
          </p>`:u}
      ${this.image?c`<p class="attached">
            <img src=${this.image} alt=${o.pictureReady} />
            <button type="button" class="tiny" aria-label=${o.pictureRemove} title=${o.pictureRemove} @click=${this.drop}>${Ye}</button>
          </p>`:u}
      ${this.trouble?c`<p class="trouble" role="alert">${this.trouble}</p>`:u}
      <div class="line">
        <input type="file" accept=${Xe.join(",")} hidden @change=${this.chosen} />
        <button type="button" class="tool" aria-label=${o.attach} title=${o.attach} @click=${this.choose}>${gs}</button>
        <textarea
          rows="1"
          maxlength="2000"
          enterkeyhint="send"
          aria-label=${o.text}
          placeholder=${s?o.placeholderPerson(s):o.placeholder}
          @input=${this.typed}
          @keydown=${this.key}
        ></textarea>
        <button type="submit" class="send" part="send" aria-label=${o.send} title=${o.send} ?disabled=${this.empty&&!this.image}>
          ${ps}
        </button>
      </div>
    </form>`}files(e,t){const s=[...t?.files??[]].find(o=>o.type.startsWith("image/"));return s?(e.preventDefault(),this.take(s),!0):!1}get box(){return this.host.shadow.querySelector("textarea")}async take(e){try{this.image=await Ps(e),this.trouble="",this.host.tell(this.words().pictureReady)}catch(t){if(!(t instanceof N))throw t;this.trouble=this.words()[t.trouble]}this.host.requestUpdate(),this.focus()}}function Rs(i,e,t){return c`<button
    type="button"
    class="launcher"
    part="launcher"
    aria-haspopup="dialog"
    aria-label=${i?e.openUnread(i):e.open}
    @click=${t}
  >
    ${ds} ${i?c`<span class="badge" part="badge" aria-hidden="true">${i>9?"9+":i}</span>`:u}
  </button>`}function zs(i,e,t,s,o,n,r){const a=(l,h,p)=>c`<button type="button" role="menuitem" tabindex="-1" @click=${d=>(Ze(d),p())}>${l}${h}</button>`;return c`<div class="header" part="header">
    ${t?c`<span class="logo initial" aria-hidden="true">${[...t][0]}</span>`:c`<span class="logo">${Ve}</span>`}
    <div class="names">
      <h2 id="title" tabindex="-1">${t?n.agentNamed(t):i}</h2>
      <p class="state ${e?"":"down"}" role="status">${e?t?i:n.online:n.away}</p>
    </div>
    <slot name="header"></slot>
    <details class="menu" @toggle=${l=>Ds(l)&&r.opened()} @keydown=${qs} @focusout=${Hs}>
      <summary class="tool" aria-label=${n.menu} title=${n.menu} aria-haspopup="menu">${us}</summary>
      <div class="sheet" role="menu" aria-label=${n.menu}>
        ${a(ne,n.person,r.person)}
        ${o.map(l=>a(ks,n.goOn(l.title),()=>r.goOn(l)))} ${a(ws,n.restart,r.restart)}
        ${a($s,n.language,r.language)} ${a(vs,s?n.light:n.dark,r.theme)}
        ${a(ys,n.erase,r.erase)}
      </div>
    </details>
    ${r.close?c`<button type="button" class="tool" aria-label=${n.close} title=${n.close} @click=${r.close}>${Fe}</button>`:u}
  </div>`}function Ls(i){return i.target.closest("details")}function Ze(i){const e=Ls(i);e&&(e.open=!1,e.querySelector("summary")?.focus())}function Ds(i){const e=i.currentTarget;return e.open&&e.querySelector('[role="menuitem"]')?.focus(),e.open}function Hs(i){const e=i.currentTarget;e.contains(i.relatedTarget)||(e.open=!1)}function qs(i){const e=i.currentTarget;if(!e.open)return;if(i.key==="Escape")return i.stopPropagation(),i.preventDefault(),Ze(i);const t=[...e.querySelectorAll('[role="menuitem"]')],s=t.indexOf(i.target),o={ArrowDown:s+1,ArrowUp:s-1+t.length,Home:0,End:t.length-1}[i.key];o!==void 0&&(t[o%t.length]?.focus(),i.preventDefault())}function Is(i,e,t){const s=i.wait_s===null?"":e.wait(i.wait_s),n={requested:()=>c`${xs}
      <p><strong>${i.place?e.queued(i.place):e.queuedNoPlace}</strong>${s?c`<span>${s}</span>`:u}</p>
      ${i.cancel?c`<button type="button" class="small" @click=${t}>${e.leaveQueue}</button>`:u}`,assigned:()=>c`<span class="initial" aria-hidden="true">${[...i.agent??""][0]??"·"}</span>
      <p><strong>${e.personHere(i.agent??"")}</strong><span>${e.personSub}</span></p>`,writing:()=>c`${ne}<p><strong>${e.writing}</strong></p>`,left:()=>c`${ne}<p><span>${e.left}</span></p>`}[i.state];return c`<div class="person" role="status" ?data-empty=${!n}>${n?n():u}</div>`}function js(i,e,t,s){return c`<section class="welcome" aria-label=${t.starters}>
    <span class="logo big">${Ve}</span>
    <h3>${i?t.helloItem:t.hello}</h3>
    <p>${t.intro}</p>
    <ul class="replies" aria-label=${t.starters}>
      ${e.map(o=>c`<li><button type="button" class="reply" part="reply" @click=${()=>s(o)}>${o}</button></li>`)}
    </ul>
  </section>`}function Bs(i,e){return c`<dialog class="question erase" role="alertdialog" aria-labelledby="ask" aria-describedby="hint">
    <h3 id="ask">${i.eraseAsk}</h3>
    <p id="hint">${i.eraseHint}</p>
    <div class="answers">
      <button type="button" class="small" @click=${F}>${i.cancel}</button>
      <button type="button" class="small bad" @click=${t=>(F(t),e())}>${i.eraseYes}</button>
    </div>
  </dialog>`}function Ws(i,e,t){const s=i?Math.max(1,Math.round((Date.parse(i.expires_at)-Date.now())/6e4)):0;return c`<dialog class="question go-on" aria-labelledby="go-on" aria-describedby="go-on-hint">
    <h3 id="go-on">${t.goOnAsk}</h3>
    <p id="go-on-hint">${t.goOnHint(s)}</p>
    <div class="answers">
      <button type="button" class="small" @click=${F}>${t.stay}</button>
      ${i&&e?c`<a class="small bad" href=${i.url} target="_blank" rel="noopener noreferrer" @click=${F}>${t.goOn(e.title)}</a>`:u}
    </div>
  </dialog>`}function F(i){i.target.closest("dialog")?.close()}/**
 * @license
 * Copyright 2018 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */const Gs={},Vs=Ie(class extends je{constructor(){super(...arguments),this.ot=Gs}render(i,e){return e()}update(i,[e,t]){if(Array.isArray(e)){if(Array.isArray(this.ot)&&this.ot.length===e.length&&e.every((s,o)=>s===this.ot[o]))return $}else if(this.ot===e)return $;return this.ot=Array.isArray(e)?Array.from(e):e,this.render(e,t)}}),ae=/^\s*([-*•]|\d{1,2}[.)、])\s+/,et=i=>/^\s*\|.*\|\s*$/.test(i),Ys=i=>i!==void 0&&/^\s*\|?\s*:?-{2,}/.test(i),tt=i=>i.trim().replace(/^\||\|$/g,"").split("|").map(e=>e.trim());function Fs(i,e){const t=i.replaceAll("\r","").split(`
`),s=[];let o=[];const n=()=>{o.length&&s.push(c`<p>${o.map((r,a)=>[a?c`<br />`:u,B(r)])}</p>`),o=[]};for(let r=0;r<t.length;){const a=t[r];if(et(a)&&Ys(t[r+1])){n();const l=[];for(r+=2;r<t.length&&et(t[r]);r++)l.push(tt(t[r]));s.push(Js(tt(a),l,e))}else if(ae.test(a)){n();const l=/^\s*\d/.test(a),h=[];for(;r<t.length&&ae.test(t[r]);r++)h.push(c`<li>${B(t[r].replace(ae,""))}</li>`);s.push(l?c`<ol>${h}</ol>`:c`<ul>${h}</ul>`)}else a.trim()?o.push(a):n(),r++}return n(),s}function Js(i,e,t){const s=n=>n?c`<th scope="col">${B(n)}</th>`:c`<td></td>`,o=n=>c`<tr>
      ${i.map((r,a)=>a?c`<td>${B(n[a]??"")}</td>`:c`<th scope="row">${B(n[0]??"")}</th>`)}
    </tr>`;return c`<div class="scroll" tabindex="0" role="region" aria-label=${t}>
    <table>
      <thead>
        <tr>
          ${i.map(s)}
        </tr>
      </thead>
      <tbody>
        ${e.map(o)}
      </tbody>
    </table>
  </div>`}function B(i){return i.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map(e=>/^\*\*.+\*\*$/.test(e)?c`<strong>${e.slice(2,-2)}</strong>`:/^`.+`$/.test(e)?c`<code>${e.slice(1,-1)}</code>`:e)}function Ks(i,e,t){const{words:s}=t;if(i.role==="user")return st(i.id,i.text,u,t);const o=i.role==="agent"?s.agentNamed(t.writer(i.id))||s.agent:s.guide;return c`<li class="turn ${i.role}" part="message" data-id=${i.id}>
    ${i.role==="agent"?c`<span class="who"><span class="initial" aria-hidden="true">${[...t.writer(i.id)][0]??"·"}</span>${o}</span>`:i.role==="bot"?c`<span class="sr">${o}</span>`:u}
    <div class="bubble" part="bubble" dir="auto">
      ${Fs(i.text,s.table)}
      ${i.degraded&&i.act!=="sorry"?c`<p class="note">${s.degraded}</p>`:u}
    </div>
    ${i.items.length?As(i.items,t):u} ${e.length?Xs(e,t):u}
  </li>`}function Qs({message:i,state:e,reason:t},s,o){const{words:n}=s,r=i.message_id,a=e==="refused"?c`<span class="status bad"
          >${n.refused}${t}
          <button type="button" class="small" @click=${()=>s.retried(r)}>${n.retry}</button>
          <button type="button" class="small" @click=${()=>s.discarded(r)}>${n.discard}</button></span
        >`:e==="waiting"||o?c`<span class="status"
            >${n.waiting}
            <button type="button" class="small" @click=${()=>s.discarded(r)}>${n.discard}</button></span
          >`:c`<span class="status sr">${n.sending}</span>`;return st(r,i.text,a,s)}function st(i,e,t,s){const o=s.sentPicture(i);return c`<li class="turn user ${t===u?"":"unsent"}" part="message" data-id=${i}>
    <span class="sr">${s.words.you}</span>
    ${o?c`<img class="sent" src=${o} alt=${s.words.pictureSent} />`:u}
    ${e&&!(o&&/^\[(图片|picture)\]$/.test(e))?c`<div class="bubble" part="bubble" dir="auto">${e}</div>`:u}
    ${t}
  </li>`}function Xs(i,e){const t=i.map(Zs),s=t.every(o=>o>0);return c`<ul
    class="replies ${s?"rating":""}"
    aria-label=${s?e.words.rate:e.words.replies}
    @keydown=${ei}
  >
    ${i.map((o,n)=>c`<li>
          <button type="button" class="reply" part="reply" data-score=${t[n]||u} @click=${()=>e.pressed(o)}>
            ${Je[t[n]]??u}${o.title}
          </button>
        </li>`)}
  </ul>`}function Zs(i){if(!i.payload.includes('"rate"'))return 0;try{const{handoff:e,score:t}=JSON.parse(i.payload);return e==="rate"&&Je[t]?t:0}catch{return 0}}function ei(i){const e={ArrowRight:1,ArrowDown:1,ArrowLeft:-1,ArrowUp:-1}[i.key];if(!e)return;const t=i.currentTarget,s=[...t.querySelectorAll("button")],o=s.findIndex(a=>a===i.target),r=(i.key==="ArrowRight"||i.key==="ArrowLeft")&&getComputedStyle(t).direction==="rtl"?-1:1;s[o+e*r]?.focus(),i.preventDefault()}const it=20*6e4;function ti(i,e,t){const s=Date.parse(i.at);return Number.isNaN(s)||e&&s-Date.parse(e.at)<it||!e&&Date.now()-s<it?u:c`<li class="time"><time datetime=${i.at}>${si(new Date(s),t)}</time></li>`}function si(i,e){const t=i.toLocaleTimeString(e.lang,{hour:"2-digit",minute:"2-digit"}),s=new Date().setHours(0,0,0,0);return i.getTime()>=s?`${e.today} ${t}`:i.getTime()>=s-864e5?`${e.yesterday} ${t}`:`${i.toLocaleDateString(e.lang,{month:"short",day:"numeric"})} ${t}`}const ii=[];function oi(i,e,t,s){const{record:o,pending:n}=i,{words:r}=e;return c`<div role="log" aria-live="polite" aria-relevant="additions" aria-label=${t}>
    <ol class="log">
      ${oe(o.messages,a=>a.id,(a,l)=>{const h=a===o.last?i.replies:ii,p=[a,h,r,e.writer(a.id),e.sentPicture(a.id),...s];return Vs(p,()=>[ti(a,o.messages[l-1],r),Ks(a,h,e)])})}
      ${oe(n,a=>a.message.message_id,a=>Qs(a,e,!i.online))}
    </ol>
  </div>`}const ot=80;class ni{constructor(e){this.host=e,this.n_below=0,this.atEnd=!0,this.held=!1,this.to=null,this.sizes=new ResizeObserver(()=>this.atEnd&&!this.held&&this.jump()),this.watched=null,this.scrolled=()=>{const t=this.box;if(!t)return;const s=t.scrollHeight-t.scrollTop-t.clientHeight,o=s<ot;s<2&&(this.held=!1),o!==this.atEnd&&(this.atEnd=o,o&&(this.n_below=0),this.host.requestUpdate())},e.addController(this)}hostConnected(){}hostDisconnected(){this.sizes.disconnect(),this.watched=null}came(e){const t=e.filter(s=>s.role!=="user");this.atEnd?this.to=t[0]?.id??"":this.n_below+=t.length}toEnd(){this.to="",this.atEnd=!0,this.n_below=0,this.host.requestUpdate()}hostUpdated(){const[e,t]=[this.box,this.host.shadow.querySelector(".log")];if(t!==this.watched&&(this.sizes.disconnect(),t&&this.sizes.observe(t),e&&this.sizes.observe(e),this.watched=t,this.atEnd&&this.jump()),this.to===null||!e)return;const s=this.to&&e.querySelector(`[data-id="${CSS.escape(this.to)}"]`);this.to=null;const o=s&&e.scrollHeight-s.offsetTop>e.clientHeight-ot/2;this.held=!!o,o?(this.atEnd=!1,e.scrollTop=s.offsetTop-12):(this.atEnd=!0,this.jump())}get away(){return!this.atEnd}get box(){return this.host.shadow.querySelector(".scroller")}jump(){const e=this.box;e&&(e.scrollTop=e.scrollHeight)}}const ri=3;function ai(i,e,t,s){return i?s.itemWays:[...[...e?.categories??[]].filter(n=>n.n_items).sort((n,r)=>r.n_items-n.n_items).slice(0,ri).map(n=>s.recommend(Oe(n,t))),...s.ways]}const li=JSON.stringify({acts:["handoff"]});class ci extends I{constructor(){super(),this.talk=null,this.gateway=new Me(""),this.store=new He("",""),this.about=null,this.agents=new Map,this.looks=new Rt(this),this.n_unread=0,this.said="",this.inView=new Ut(this),this.goingOn=new Ot(this),this.composer=new Ns(this,()=>this.looks.words),this.scroller=new ni(this),this.panel=new Lt(this),this.key=e=>{e.key!=="Escape"||e.isComposing||e.defaultPrevented||this.shadow.querySelector("dialog.question[open]")||(e.preventDefault(),this.hide())},this.dropped=e=>{this.composer.files(e,e.dataTransfer)},this.shop=this.server=this.locale=this.theme=this.item=this.itemUrl=this.heading="",this.mode="bubble",this.position="end",this.open=!1}static{this.styles=Bt}static{this.properties={shop:{},server:{},locale:{},theme:{},item:{},itemUrl:{attribute:"item-url"},mode:{reflect:!0},position:{reflect:!0},heading:{},open:{type:Boolean,reflect:!0}}}get shadow(){return this.renderRoot}show(){this.setOpen(!0,!0)}hide(){this.setOpen(!1,!0)}ask(e){this.setOpen(!0,!0),this.send(e,"")}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.begin()}disconnectedCallback(){super.disconnectedCallback(),this.talk?.close(),this.talk=null}willUpdate(e){(!this.talk||e.has("shop")||e.has("server"))&&this.begin(),this.hasUpdated&&this.looks.overrule(e),(e.has("item")||e.has("shop")||e.has("locale"))&&this.inView.look(this.item,this.shop,this.gateway,this.looks.language),this.toggleAttribute("data-dark",this.looks.dark),this.lang=this.looks.words.lang}updated(e){(e.has("open")||e.has("mode"))&&this.panel.fit();for(const t of this.shadow.querySelectorAll(".carousel .cards"))Ke(t)}begin(){this.talk?.close(),this.gateway=new Me((this.server||location.origin).replace(/\/+$/,"")),this.store=new He(this.gateway.base,this.shop),this.store.open!==null&&this.mode==="bubble"&&(this.open=this.store.open&&!this.panel.onPhone),this.about=null,this.n_unread=0;const e=this.talk=new os(this.gateway,this.store,this.shop,()=>this.looks.language,{changed:t=>this.talk===e&&this.changed(t),ended:t=>this.talk===e&&this.tell(this.looks.words[t])});e.resume(),this.shop&&this.gateway.shop(this.shop).then(t=>this.talk===e&&(this.about=t,this.requestUpdate()),()=>{})}changed(e){const t=this.talk,s=e.filter(o=>o.role!=="user");for(const o of s)o.role==="agent"&&t.handoff.agent&&this.agents.set(o.id,t.handoff.agent);if(this.visible)t.record.last&&(this.store.read=t.record.last.id),this.n_unread=0,this.scroller.came(e);else{const o=this.store.read,n=t.record.messages.findIndex(r=>r.id===o);this.n_unread=t.record.messages.slice(n+1).filter(r=>r.role!=="user").length,s.length&&(this.said=this.looks.words.openUnread(this.n_unread),this.emit("daogou:unread",{unread:this.n_unread}))}this.requestUpdate()}get visible(){return this.mode==="inline"||this.open}setOpen(e,t){if(this.mode==="inline")return this.composer.focus();if(e!==this.open){if(this.open=e,this.store.open=e,this.n_unread=0,this.said="",e){const s=this.talk?.record.last;s&&(this.store.read=s.id),this.scroller.toEnd()}this.emit(e?"daogou:open":"daogou:close",{}),t&&this.updateComplete.then(()=>{const s=matchMedia("(pointer: coarse)").matches;e?s?this.shadow.querySelector("#title")?.focus():this.composer.focus():this.shadow.querySelector(".launcher")?.focus()})}}choose(e){this.store.choices={...this.store.choices,...e},e.locale&&this.talk?.speak(e.locale),this.emit("daogou:choice",{locale:this.looks.language,theme:this.looks.dark?"dark":"light"}),this.requestUpdate()}leaveItem(){this.inView.leave(),this.composer.focus()}send(e,t,s=""){const{item:o}=this.inView;this.talk?.say(e,{...s&&{payload:s},...t&&{image:t},...o&&{page_item:o.item_id}}),this.scroller.toEnd()}tell(e){this.said=e,this.requestUpdate()}toReplies(){const e=[...this.shadow.querySelectorAll(".replies")],t=e[e.length-1]?.querySelector("button");return t?.focus(),t!=null}restart(){this.talk?.startOver(),this.said="",this.composer.focus()}async erase(){const e=this.looks.words;try{await this.talk?.erase(),this.tell(e.erased)}catch(t){this.tell(e.eraseFailed+(t instanceof Error?t.message:""))}this.composer.focus()}async goOn(e){const t=this.talk?.session;if(t)try{await this.goingOn.ask(this.gateway,t,e)}catch(s){this.tell(this.looks.words.goOnFailed+(s instanceof Error?s.message:""))}}emit(e,t){const s=new CustomEvent(e,{detail:t,bubbles:!0,composed:!0,cancelable:!0});return this.dispatchEvent(s),s}act(e,t){this.send(e,"",t),this.composer.focus()}follows(e){return!this.emit("daogou:item",{item:e}).defaultPrevented}render(){const e=this.looks.words;return this.mode==="inline"?c`<section class="panel" part="panel" aria-labelledby="title" @drop=${this.dropped} @dragover=${nt}>
        ${this.inside()}
      </section>`:c`${this.open?u:Rs(this.n_unread,e,()=>this.show())}
      <dialog
        class="panel"
        part="panel"
        aria-labelledby="title"
        @cancel=${t=>t.target===t.currentTarget&&(t.preventDefault(),this.hide())}
        @keydown=${this.key}
        @drop=${this.dropped}
        @dragover=${nt}
      >
        ${this.inside()}
      </dialog>
      <p class="sr" role="status">${this.open?"":this.said}</p>`}inside(){const e=this.looks.words,t=this.talk,s=t.handoff,o=s.state==="assigned"?s.agent??"":"",{record:n,pending:r}=t,a=this.heading||this.about?.title?.[this.looks.language]||Object.values(this.about?.title??{})[0]||e.guide,l=n.last,{item:h}=this.inView,p=!l&&!r.length;return c`${zs(a,t.online,o,this.looks.dark,t.session?this.goingOn.channels:[],e,{restart:()=>this.restart(),erase:()=>this.shadow.querySelector("dialog.erase")?.showModal(),person:()=>this.send(e.personAsk,"",li),language:()=>this.choose({locale:this.looks.language==="zh"?"en":"zh"}),theme:()=>this.choose({theme:this.looks.dark?"light":"dark"}),goOn:d=>void this.goOn(d),opened:()=>void this.goingOn.find(this.gateway),close:this.mode==="inline"?null:()=>this.hide()})}
      <div class="scroller" part="log" tabindex="0" role="region" aria-label=${a} @scroll=${this.scroller.scrolled}>
        <p class="notice" role="status">${this.visible?this.said:""}</p>
        ${p?js(h,ai(h,this.about,this.looks.language,e),e,d=>this.act(d,"")):u}
        ${oi(t,Dt(this),a,[this.about,this.itemUrl])}
        <div class="typing" role="status" ?data-empty=${!t.answering}>
          ${t.answering?c`<span class="sr">${e.typing}</span><i></i><i></i><i></i>`:u}
        </div>
      </div>
      ${this.scroller.away?c`<button type="button" class="latest" aria-label=${e.latest} @click=${()=>this.scroller.toEnd()}>
            ${this.scroller.n_below?c`<span>${e.fresh(this.scroller.n_below)}</span>`:u}${Fe}
          </button>`:u}
      ${Is(s,e,()=>s.cancel&&this.act(e.leaveQueue,s.cancel))}
      ${this.composer.view(h,h&&this.gateway.address(h.image_url),o)}
      ${Bs(e,()=>void this.erase())} ${Ws(this.goingOn.asked?.link??null,this.goingOn.asked?.channel??null,e)}`}}function nt(i){i.preventDefault()}const le="daogou-chat",ce=document.currentScript,hi=ce?.src?new URL(ce.src).origin:"";class di extends ci{constructor(){super(),this.server=hi}}function rt(i){const e=document.createElement(le);for(const[t,s]of Object.entries(i))e.setAttribute(t.replace(/[A-Z]/g,o=>`-${o.toLowerCase()}`),s??"");document.body.append(e)}if(!customElements.get(le)){customElements.define(le,di);const i=ce?.dataset;i&&"shop"in i&&(document.body?rt(i):document.addEventListener("DOMContentLoaded",()=>rt(i)))}})();
